/** What cannot be evaluated, with the reason; caught by the evaluator, never seen outside. */
export class EvaluationFailure extends Error {}
