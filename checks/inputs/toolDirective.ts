/** What every comment has in it by which an author tells a tool to skip something. */
export const toolDirective = /skip=|:ignore:|kics-scan/;
