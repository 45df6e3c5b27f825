package dev.pluginsuite.common.app;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all notes. */
@ApplicationScoped
class NotePublisher implements StatePublisher {
  private final NoteService notes;

  NotePublisher(NoteService notes) {
    this.notes = notes;
  }

  @Override
  public String topic() {
    return Topic.PACKAGES.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return notes
        .page(page)
        .map(it -> it.map(note -> new CurrentState(topic(), note.id, note.revision, note.state())));
  }
}
