package cisterna.bench;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Volume account of one pump, in nanolitres; {@code filledNl} and {@code computedLevelNl} are -1 before the first refill. */
record Reservoir(long filledNl, long deliveredSinceFillNl, long computedLevelNl, long events, int boot, int seq, int entry) {
  static final Reservoir EMPTY = new Reservoir(-1, 0, -1, 0, 0, 0, 0);
  private static final int BYTES = 4 * Long.BYTES + 3 * Integer.BYTES;

  /** Whether the event is newer than all that is folded in; what is not counts as a repeat. */
  boolean precedes(Telemetry event) {
    if (event.boot() != boot) return event.boot() > boot;
    if (event.seq() != seq) return event.seq() > seq;
    return event.entry() > entry;
  }

  Reservoir fold(Telemetry event) {
    return switch (event.type()) {
      case "reservoir.refilled.v1" -> with(event.data().filledNl(), 0, event);
      case "delivery.reported.v1" -> with(filledNl, deliveredSinceFillNl + event.data().deliveredNl(), event);
      default -> with(filledNl, deliveredSinceFillNl, event);
    };
  }

  private Reservoir with(long filled, long delivered, Telemetry event) {
    long level = filled < 0 ? -1 : Math.max(0, filled - delivered);
    return new Reservoir(filled, delivered, level, events + 1, event.boot(), event.seq(), event.entry());
  }

  /** Fixed width, big-endian: cheaper than JSON or Avro, as befits a store read and written at every event. */
  static Serde<Reservoir> serde() {
    return Serdes.serdeFrom((topic, state) -> state == null ? null : state.bytes(), (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(filledNl).putLong(deliveredSinceFillNl).putLong(computedLevelNl).putLong(events)
        .putInt(boot).putInt(seq).putInt(entry)
        .array();
  }

  private static Reservoir of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new Reservoir(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getInt());
  }
}
