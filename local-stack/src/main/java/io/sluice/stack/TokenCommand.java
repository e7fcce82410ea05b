package io.sluice.stack;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a token and nothing else, so that a shell can put it into a header. */
@Command(
        name = "token",
        description = "A token for the local stack, valid for 24 hours.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    static final Duration VALIDITY = Duration.ofHours(24);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ROLE", description = "customer, operator or service")
    private String role;

    @Parameters(index = "1", arity = "0..1", paramLabel = "USER", description = "whose; a default one per role")
    private String user;

    @Override
    public Integer call() {
        var known = Role.of(role);
        if (known.isEmpty()) {
            spec.commandLine().getErr().println("sluice: no role '" + role + "': it is " + roles());
            return CommandLine.ExitCode.USAGE;
        }
        var keys = Keys.in(Launcher.folders().keys());
        var holder = user == null ? known.get().defaultUser() : user;
        spec.commandLine().getOut().println(Tokens.signedWith(keys.privateKey()).mint(known.get(), holder, VALIDITY));
        return CommandLine.ExitCode.OK;
    }

    private static String roles() {
        return Arrays.stream(Role.values()).map(Role::group).collect(Collectors.joining(", "));
    }
}
