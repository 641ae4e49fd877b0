package dev.ycrdt.server.cli;

/** How much is logged on standard error. */
enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** Read by {@code logback.xml} when the first class asks for a logger. */
  private static final String PROPERTY = "ycrdt.log.level";

  void apply() {
    System.setProperty(PROPERTY, name());
  }
}
