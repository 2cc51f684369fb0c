/** Programs that make a cluster act: without them objects are stored and admitted, and nothing follows. */
export const controllerCommands = ["kube-controller-manager", "kube-scheduler", "kwok"] as const;
