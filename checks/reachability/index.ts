/** Reachability of a graph, built when it is first asked for and then kept as long as the graph. */
import { perGraph } from "../graph/perGraph";
import { awsNetwork } from "./aws/model";
import { kubernetesNetwork } from "./kubernetes/model";

export const awsNetworkOf = perGraph(awsNetwork);
export const kubernetesNetworkOf = perGraph(kubernetesNetwork);
