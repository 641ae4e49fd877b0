package dev.ycrdt.server.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options that the command line does not give: {@code --max-rooms} is the environment
 * variable {@code YCRDT_MAX_ROOMS}, else the key {@code max-rooms} of the file named by {@code
 * --config} or {@code YCRDT_CONFIG}.
 */
final class Settings implements IDefaultValueProvider {
  private static final String CONFIG_OPTION = "--config";
  private static final String PREFIX = "YCRDT_";

  private final Map<String, String> environment;
  private final Properties file;

  private Settings(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Reads the configuration file, if there is one.
   *
   * @throws UsageException if it cannot be read or has a key that is no option
   */
  static Settings of(String[] args, Map<String, String> environment) {
    String path = configPath(args);
    if (path == null) {
      path = environment.get(variable(CONFIG_OPTION));
    }
    Properties file = path == null ? new Properties() : read(path);
    requireKnownKeys(file, path);
    return new Settings(environment, file);
  }

  private static @Nullable String configPath(String[] args) {
    String path = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(CONFIG_OPTION + "=")) {
        path = args[i].substring(CONFIG_OPTION.length() + 1);
      } else if (args[i].equals(CONFIG_OPTION) && i + 1 < args.length) {
        path = args[i + 1];
      }
    }
    return path;
  }

  private static Properties read(String path) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(path))) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("cannot read configuration file " + path + ": " + e);
    }
  }

  private static void requireKnownKeys(Properties file, @Nullable String path) {
    Set<String> unknown = new TreeSet<>(file.stringPropertyNames());
    CommandSpec serve = CommandSpec.forAnnotatedObject(new ServeCommand());
    serve.options().forEach(option -> unknown.remove(key(option.longestName())));
    if (!unknown.isEmpty()) {
      throw new UsageException("unknown key in " + path + ": " + String.join(", ", unknown));
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || option.usageHelp()
        || option.versionHelp()
        || option.longestName().equals(CONFIG_OPTION)) {
      return null;
    }
    String value = environment.get(variable(option.longestName()));
    return value != null ? value : file.getProperty(key(option.longestName()));
  }

  private static String key(String option) {
    return option.replaceFirst("^-+", "");
  }

  private static String variable(String option) {
    return PREFIX + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
