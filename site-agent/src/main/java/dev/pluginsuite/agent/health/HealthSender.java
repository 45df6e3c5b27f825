package dev.pluginsuite.agent.health;

import dev.pluginsuite.agent.reconcile.Unavailable;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Refused;
import dev.pluginsuite.api.health.HealthSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends samples every interval. What cannot be sent is kept for a while and sent later. */
public final class HealthSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthSender.class);

  private final HealthSampler sampler;
  private final Api api;
  private final String path;
  private final Duration interval;
  private final SampleBuffer buffer = new SampleBuffer();

  public HealthSender(HealthSampler sampler, Api api, String siteId, Duration interval) {
    this.sampler = sampler;
    this.api = api;
    this.path = "/sites/" + siteId + "/health";
    this.interval = interval;
  }

  /** Until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        measure();
        Thread.sleep(send().toMillis());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void measure() throws InterruptedException {
    try {
      buffer.add(sampler.sample());
    } catch (IOException away) {
      LOG.info("The host was not measured: {}", away.getMessage());
    }
  }

  /**
   * @return the pause until the next time: an interval, or longer if the service asks for it
   */
  Duration send() throws InterruptedException {
    try {
      for (var batch = buffer.batch(); !batch.isEmpty(); batch = buffer.batch()) {
        post(batch);
        buffer.drop(batch);
      }
      return interval;
    } catch (IOException away) {
      LOG.info("Samples are sent later: {}", away.getMessage());
      return Unavailable.pause(away, interval);
    }
  }

  /** A batch that is refused for what it says would be refused for ever. */
  private void post(List<HealthSample> batch) throws IOException, InterruptedException {
    try {
      api.post(path, Json.write(new Body(batch)));
    } catch (Refused refused) {
      LOG.warn("{} samples: {}", batch.size(), refused.getMessage());
      if (refused.status() != 400 && refused.status() != 413 && refused.status() != 422) {
        throw refused;
      }
    }
  }

  private record Body(List<HealthSample> samples) {}
}
