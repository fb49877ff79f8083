package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a command line gave back.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    static CommandLineRun of(List<String> arguments) {
        return of(arguments.toArray(new String[0]));
    }
}
