package dev.ycrdt.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A data directory held by this process: as long as this is open, every other process that asks for
 * the directory is refused. The lock belongs to the operating system, so a killed process leaves
 * nothing behind.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "lock";

  private final Path directory;
  private final FileChannel lockFile;

  private DataDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory if needed and takes its lock.
   *
   * @throws StoreException if another store holds it, or it cannot be created or written
   */
  static DataDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StoreException(
            "data directory "
                + directory
                + " is in use by another server; stop it or choose another"
                + " directory");
      }
      return new DataDirectory(directory, channel);
    } catch (IOException e) {
      throw new StoreException("cannot use data directory " + directory + ": " + reason(e), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  Path resolve(String fileName) {
    return directory.resolve(fileName);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StoreException("cannot release data directory " + directory, e);
    }
  }
}
