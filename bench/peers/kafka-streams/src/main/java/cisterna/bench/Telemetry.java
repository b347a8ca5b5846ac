package cisterna.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** What the fold needs of a telemetry CloudEvent; everything else is skipped while parsing, nothing is validated. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Telemetry(String type, int boot, int seq, int entry, Volumes data) {

  /** The two volumes that move the reservoir account; 0 where the event's type has none. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Volumes(long filledNl, long deliveredNl) {}

  private static final ObjectReader READER = new ObjectMapper().readerFor(Telemetry.class);

  static Deserializer<Telemetry> deserializer() {
    return (topic, bytes) -> {
      try {
        return READER.readValue(bytes);
      } catch (IOException e) {
        throw new SerializationException("not a telemetry event", e);
      }
    };
  }
}
