package dev.pluginsuite.common.app;

import dev.pluginsuite.common.time.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** The only thing this application knows. */
@Entity
@Table(name = "notes")
class Note {
  @Id UUID id = Ids.next();
  @Version int version;
  long revision = 1;
  String text;

  @SuppressWarnings("NullAway.Init")
  protected Note() {}

  Note(String text) {
    this.text = text;
  }

  void rewrite(String text) {
    this.text = text;
    revision++;
  }

  State state() {
    return new State(id, text);
  }

  /** What others hear of it. */
  public record State(UUID id, String text) {}
}
