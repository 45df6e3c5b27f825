package dev.pluginsuite.registry.blobs;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/** Azure Blob Storage: its buckets are called containers. */
final class AzureServer implements BlobServer {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final BlobServiceClient client;
  private final Duration timeout;

  AzureServer(Account account) {
    this.timeout = account.timeout();
    var http =
        new JdkHttpClientBuilder()
            .connectionTimeout(timeout)
            .writeTimeout(timeout)
            .responseTimeout(timeout)
            .readTimeout(timeout)
            .build();
    this.client =
        new BlobServiceClientBuilder()
            .endpoint(account.url().toString())
            .credential(
                new StorageSharedKeyCredential(
                    account.keyId().orElseThrow(), account.secret().orElseThrow()))
            .httpClient(http)
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.EXPONENTIAL,
                    ATTEMPTS,
                    timeout.multipliedBy(3),
                    FIRST_WAIT,
                    LONGEST_WAIT,
                    null))
            .buildClient();
  }

  @Override
  public BlobStore store(String bucket, String prefix) {
    return new AzureBlobStore(client.getBlobContainerClient(bucket), prefix, timeout);
  }

  @Override
  public void close() {
    // The JDK's client ends with what refers to it.
  }
}
