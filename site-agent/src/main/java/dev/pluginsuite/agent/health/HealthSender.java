package dev.pluginsuite.agent.health;

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
        send();
        Thread.sleep(interval.toMillis());
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

  void send() throws InterruptedException {
    for (var batch = buffer.batch(); !batch.isEmpty(); batch = buffer.batch()) {
      if (!isDealtWith(batch)) {
        return;
      }
      buffer.drop(batch);
    }
  }

  /** A batch that is refused for what it says would be refused for ever. */
  private boolean isDealtWith(List<HealthSample> batch) throws InterruptedException {
    try {
      api.post(path, Json.write(new Body(batch)));
      return true;
    } catch (Refused refused) {
      LOG.warn("{} samples: {}", batch.size(), refused.getMessage());
      return refused.status() == 400 || refused.status() == 413 || refused.status() == 422;
    } catch (IOException away) {
      LOG.info("{} samples are sent later: {}", batch.size(), away.getMessage());
      return false;
    }
  }

  private record Body(List<HealthSample> samples) {}
}
