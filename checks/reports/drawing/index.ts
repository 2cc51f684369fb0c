/** The drawing of a platform: a model from any graph of AWS resources, and its picture. */
export { buildDrawing } from "./buildDrawing";
export { describeDrawing } from "./describe";
export { renderDrawing } from "./renderDrawing";
