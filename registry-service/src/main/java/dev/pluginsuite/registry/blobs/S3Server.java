package dev.pluginsuite.registry.blobs;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Whoever speaks S3: AWS, MinIO. The path names the bucket, since MinIO has one host name. */
final class S3Server implements BlobServer {
  private static final int ATTEMPTS = 3;

  private final S3Client client;
  private final S3Presigner presigner;

  S3Server(Account account) {
    var credentials = credentials(account);
    this.client =
        S3Client.builder()
            .endpointOverride(account.url())
            .region(Region.of(account.region()))
            .credentialsProvider(credentials)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(account.timeout())
                    .socketTimeout(account.timeout()))
            .overrideConfiguration(bounded(account.timeout()))
            .serviceConfiguration(configuration())
            // Not every server knows the newer ones; the digest that counts is ours.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build();
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(account.url())
            .region(Region.of(account.region()))
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration())
            .build();
  }

  /** Without a key of ours, what the machine or pod was given. */
  private static AwsCredentialsProvider credentials(Account account) {
    return account
        .keyId()
        .<AwsCredentialsProvider>map(
            id ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(id, account.secret().orElse(""))))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /** An attempt is at most one part up; the client waits longer between attempts each time. */
  private static ClientOverrideConfiguration bounded(Duration timeout) {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(it -> it.maxAttempts(ATTEMPTS))
        .apiCallAttemptTimeout(timeout.multipliedBy(3))
        .apiCallTimeout(timeout.multipliedBy(10))
        .build();
  }

  private static S3Configuration configuration() {
    return S3Configuration.builder()
        .pathStyleAccessEnabled(true)
        .chunkedEncodingEnabled(false)
        .build();
  }

  @Override
  public BlobStore store(String bucket, String prefix) {
    return new S3BlobStore(client, presigner, bucket, prefix);
  }

  @Override
  public void close() {
    client.close();
    presigner.close();
  }
}
