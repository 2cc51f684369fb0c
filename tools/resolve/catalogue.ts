import tools from "../../catalogue/tools.json";

/** The tools catalogue, typed by its own data file. */
export const toolsCatalogue = tools;
