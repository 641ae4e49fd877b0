package dev.ycrdt.server.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The program: {@code ycrdt-server [serve] [options]}.
 *
 * <p>Standard output carries what was asked for, standard error logs and complaints. Exit codes: 0
 * done, 1 it could not be done, 2 it was asked for wrongly. A complaint is one line.
 */
@Command(
    name = "ycrdt-server",
    description = "Rooms for Yjs documents.",
    synopsisSubcommandLabel = "[serve] [OPTIONS]",
    footer = "Without a command the server is started; \"serve --help\" lists its options.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = ServeCommand.class)
public final class Main {
  private static final Set<String> ROOT_OPTIONS = Set.of("-h", "--help", "-V", "--version");

  private Main() {}

  /**
   * Runs the program and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Charset charset = StandardCharsets.UTF_8;
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(run(args, System.getenv(), out, err));
  }

  /** {@return the exit code} */
  static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    String[] withCommand = startsServer(args) ? prepend("serve", args) : args;
    try {
      return new CommandLine(new Main())
          .setOut(out)
          .setErr(err)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setOverwrittenOptionsAllowed(true)
          .setDefaultValueProvider(Settings.of(withCommand, environment))
          .setParameterExceptionHandler((e, ignored) -> complain(err, 2, e))
          .setExecutionExceptionHandler(
              (e, command, ignored) -> complain(err, e instanceof ParameterException ? 2 : 1, e))
          .execute(withCommand);
    } catch (UsageException e) {
      return complain(err, 2, e);
    }
  }

  private static boolean startsServer(String[] args) {
    return args.length == 0 || (args[0].startsWith("-") && !ROOT_OPTIONS.contains(args[0]));
  }

  private static String[] prepend(String first, String[] rest) {
    String[] all = Arrays.copyOf(new String[] {first}, rest.length + 1);
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static int complain(PrintWriter err, int exitCode, Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    err.println("ycrdt-server: " + message.lines().findFirst().orElse(""));
    return exitCode;
  }
}
