package dev.pluginsuite.registry.blobs;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Writes one blob: stages blocks, which nobody sees, and then names them all at once. Holds one
 * block in memory, so that one whose sending failed can be sent again.
 */
final class AzureWriter {
  /** 50,000 of them are 195 GiB. */
  private static final int BLOCK = 4 * 1024 * 1024;

  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final BlockBlobClient blob;
  private final String key;

  /**
   * Writers of the same blob share its staged blocks: without a name of its own each ruins both.
   */
  private final UUID writer = UUID.randomUUID();

  AzureWriter(BlockBlobClient blob, String key) {
    this.blob = blob;
    this.key = key;
  }

  /** Whether the blob is new: of many who write it at once, the first wins. */
  boolean write(InputStream bytes) throws IOException {
    var block = new byte[BLOCK];
    var ids = new ArrayList<String>();
    for (int size = bytes.readNBytes(block, 0, BLOCK);
        size > 0;
        size = bytes.readNBytes(block, 0, BLOCK)) {
      ids.add(stage(block, size, ids.size()));
    }
    return AzureFailures.get(key, () -> commit(ids));
  }

  private String stage(byte[] block, int size, int number) throws IOException {
    var id = id(number);
    var data = BinaryData.fromByteBuffer(ByteBuffer.wrap(block, 0, size));
    AzureFailures.run(key, () -> blob.stageBlock(id, data));
    return id;
  }

  private String id(int number) {
    var id = "%s-%05d".formatted(writer, number);
    return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean commit(List<String> ids) {
    var options =
        new BlockBlobCommitBlockListOptions(ids)
            .setHeaders(new BlobHttpHeaders().setContentType("application/gzip"))
            .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*"));
    try {
      blob.commitBlockListWithResponse(options, null, Context.NONE);
      return true;
    } catch (BlobStorageException e) {
      if (isOthersTurn(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Whoever commits first takes everybody's staged blocks away: ours are then invalid. */
  private boolean isOthersTurn(BlobStorageException e) {
    return e.getStatusCode() == CONFLICT
        || e.getStatusCode() == PRECONDITION_FAILED
        || (e.getStatusCode() == BAD_REQUEST && Boolean.TRUE.equals(blob.exists()));
  }
}
