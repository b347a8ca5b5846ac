package cisterna.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the time from the moment that all stream threads run until the group has committed the end of each partition.
 * The first task is given its first records up to a second before the last one is: that second is start-up and not counted.
 */
final class Progress {
  private static final long COMMIT_POLL_MS = 10;

  private final Map<TopicPartition, Long> ends;
  private final Map<Integer, Long> endByPartition;
  private final CountDownLatch unread;
  private final LongAdder reached = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile long startedNanos;
  private volatile long reachedBeforeStart;

  private Progress(Map<TopicPartition, Long> ends) {
    this.ends = ends;
    this.endByPartition = ends.entrySet().stream().collect(Collectors.toMap(e -> e.getKey().partition(), Map.Entry::getValue));
    this.unread = new CountDownLatch(ends.size());
  }

  /** Reads the end offsets of the topic, which must not be empty. */
  static Progress towardsTheEndOf(String topic, Admin admin) throws Exception {
    var latest = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
        .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
    var ends = admin.listOffsets(latest).all().get().entrySet().stream()
        .filter(e -> e.getValue().offset() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    if (ends.isEmpty()) throw new IllegalArgumentException("topic " + topic + " is empty");
    return new Progress(ends);
  }

  /** Starts the clock; later calls do nothing. */
  synchronized void start() {
    if (startedNanos != 0) return;
    reachedBeforeStart = reached.sum();
    startedNanos = System.nanoTime();
  }

  /** Called by the stream threads for each record before it is folded. */
  void reached(int partition, long offset) {
    reached.increment();
    if (offset + 1 == endByPartition.get(partition)) unread.countDown();
  }

  /** Called by the stream threads for each record that is not folded because it is not new. */
  void dropped() {
    dropped.increment();
  }

  /** How many records lie before the end offsets: the topic starts at 0 and was written without transactions. */
  long records() {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  long droppedRecords() {
    return dropped.sum();
  }

  long recordsBeforeStart() {
    return reachedBeforeStart;
  }

  /** Waits until the group has committed every end offset; returns the seconds on the clock. */
  double awaitCommit(Admin admin, String group, Duration limit) throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean read = unread.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    while (!read || !committed(admin, group)) {
      if (System.nanoTime() > deadline) throw new TimeoutException("end offsets not reached within " + limit);
      Thread.sleep(COMMIT_POLL_MS);
    }
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  private boolean committed(Admin admin, String group) throws Exception {
    var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream().allMatch(e -> offsets.get(e.getKey()) != null && offsets.get(e.getKey()).offset() >= e.getValue());
  }
}
