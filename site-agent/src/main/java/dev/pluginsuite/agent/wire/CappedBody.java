package dev.pluginsuite.agent.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Passes an answer's body on while it comes, up to a limit. Gives the number of bytes. */
final class CappedBody implements BodySubscriber<Long> {
  private final OutputStream out;
  private final long most;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private volatile @Nullable Subscription subscription;
  private long bytes;

  CappedBody(OutputStream out, long most) {
    this.out = out;
    this.most = most;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    try {
      for (var part : parts) {
        write(part);
      }
    } catch (IOException e) {
      var current = subscription;
      if (current != null) {
        current.cancel();
      }
      done.completeExceptionally(e);
    }
  }

  private void write(ByteBuffer part) throws IOException {
    bytes += part.remaining();
    if (bytes > most) {
      throw new IOException("The answer is longer than %d bytes".formatted(most));
    }
    var chunk = new byte[part.remaining()];
    part.get(chunk);
    out.write(chunk);
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(bytes);
  }
}
