package cisterna.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads a telemetry topic to its end and keeps each pump's reservoir account in a RocksDB store with a changelog, exactly once.
 * Arguments: brokers, topic, and optionally a topic for the new states. Prints one JSON line, then removes what it created.
 */
public final class Peer {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Peer() {}

  public static void main(String[] args) throws Exception {
    String brokers = args[0];
    String topic = args[1];
    String output = args.length > 2 ? args[2] : null;
    String application = "bench-streams-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
    Path folder = Files.createTempDirectory("bench-streams-");
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
      Progress progress = Progress.towardsTheEndOf(topic, admin);
      KafkaStreams streams = new KafkaStreams(topology(topic, output, progress), settings(brokers, application, folder));
      streams.setStateListener((now, before) -> {
        if (now == KafkaStreams.State.RUNNING) progress.start();
      });
      streams.start();
      double seconds = progress.awaitCommit(admin, application, LIMIT);
      report(progress, seconds);
      streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
      delete(folder);
      admin.deleteTopics(List.of(application + "-" + ReservoirProcessor.STORE + "-changelog")).all().get();
      admin.deleteConsumerGroups(List.of(application)).all().get();
    }
  }

  private static Topology topology(String topic, String output, Progress progress) {
    var store = Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(ReservoirProcessor.STORE), Serdes.String(), Reservoir.serde());
    Topology topology = new Topology()
        .addSource("telemetry", Serdes.String().deserializer(), Telemetry.deserializer(), topic)
        .addProcessor("fold", () -> new ReservoirProcessor(progress), "telemetry")
        .addStateStore(store.withCachingEnabled(), "fold");
    if (output == null) return topology;
    return topology.addSink("states", output, Serdes.String().serializer(), Reservoir.serde().serializer(), "fold");
  }

  /** Whatever is not named here has its default, the commit interval of 100 ms under exactly-once too; reasons in README.md. */
  private static Properties settings(String brokers, String application, Path folder) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64 << 20);
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
    return settings;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private static void report(Progress progress, double seconds) throws Exception {
    String status = Files.readString(Path.of("/proc/self/status"));
    long peakKibibytes = Long.parseLong(status.replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1"));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("events", progress.records());
    line.put("dropped", progress.droppedRecords());
    line.put("beforeClock", progress.recordsBeforeStart());
    line.put("seconds", seconds);
    line.put("peakRssBytes", peakKibibytes * 1024);
    System.out.println(new ObjectMapper().writeValueAsString(line));
  }
}
