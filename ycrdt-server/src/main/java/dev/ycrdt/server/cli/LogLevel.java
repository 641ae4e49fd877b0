package dev.ycrdt.server.cli;

/** How much is logged on standard error. */
enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  private static final String LEVEL = "ycrdt.log.level";
  private static final String CONFIGURATION = "logback.configurationFile";
  private static final String OURS = "META-INF/ycrdt-server/logback.xml";

  /**
   * Configures logging for this process. Must run before the first class asks for a logger: that is
   * when these properties are read. A configuration that was named on the {@code java} command line
   * stays.
   */
  void apply() {
    System.setProperty(LEVEL, name());
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, OURS);
    }
  }
}
