export interface KafkaSettingsProps {
  /** Partitions of a topic that is made without stating a number. */
  readonly partitions: number;
  /** Hours for which a topic keeps messages unless it states its own time. */
  readonly retentionHours: number;
}

/** Copies of each partition: one in each of three zones. */
const copies = 3;

/** Copies that must have a message before its sender is told that it is safe; one zone may then be lost. */
const copiesInSync = copies - 1;

/**
 * Broker settings as MSK takes them. Topics are made on purpose, not by the first message to a misspelt name; no
 * message that was confirmed is lost with a zone; a copy that lags behind never becomes the leader.
 */
export function kafkaSettings({ partitions, retentionHours }: KafkaSettingsProps): string {
  const settings = {
    "auto.create.topics.enable": false,
    "default.replication.factor": copies,
    "log.retention.hours": retentionHours,
    "min.insync.replicas": copiesInSync,
    "num.partitions": partitions,
    "offsets.topic.replication.factor": copies,
    "transaction.state.log.min.isr": copiesInSync,
    "transaction.state.log.replication.factor": copies,
    "unclean.leader.election.enable": false,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
