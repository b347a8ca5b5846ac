package cisterna.bench;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds each new event into its pump's state in the store and hands the state on; drops what is not newer than the state. */
final class ReservoirProcessor implements Processor<String, Telemetry, String, Reservoir> {
  static final String STORE = "reservoir";

  private final Progress progress;
  private ProcessorContext<String, Reservoir> context;
  private KeyValueStore<String, Reservoir> store;

  ReservoirProcessor(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<String, Reservoir> given) {
    context = given;
    store = given.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, Telemetry> record) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    progress.reached(origin.partition(), origin.offset());
    Reservoir former = store.get(record.key());
    Reservoir state = former == null ? Reservoir.EMPTY : former;
    if (!state.precedes(record.value())) {
      progress.dropped();
      return;
    }
    Reservoir next = state.fold(record.value());
    store.put(record.key(), next);
    context.forward(record.withValue(next));
  }
}
