package io.sluice.bench;

import io.sluice.stack.CannotStart;
import io.sluice.stack.Folders;
import io.sluice.stack.OnlyOne;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code ./sluice bench} hands over to. */
@Command(
        name = "sluice bench",
        description = "Measures the whole system on this machine, section by section.",
        mixinStandardHelpOptions = true,
        footer = "Sections: admission, sold-out, end-to-end, placement, isolation, exactly-sold, webhooks.")
final class Bench implements Callable<Integer> {

    private static final List<Section> SECTIONS = List.of(
            new Admission(),
            new SoldOut(),
            new EndToEnd(),
            new Placement(),
            new Isolation(),
            new ExactlySold(),
            new WebhookAcceptance());

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "SECTION", description = "all of them if none is named")
    private List<String> names = List.of();

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (!(failure instanceof CannotStart)) {
                        throw failure;
                    }
                    command.getErr().println("sluice: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    /** 0 if every section asked for is sound and reaches its bars. */
    @Override
    public Integer call() {
        var sections =
                names.isEmpty() ? SECTIONS : names.stream().map(this::section).toList();
        var repository = Path.of(System.getProperty("sluice.repository", "")).toAbsolutePath();
        var folders = new Folders(repository.resolve(".sluice/bench"));
        var report = new Report(out, folders.root().resolve("figures.json"));
        OnlyOne.in(folders);
        for (var section : sections) {
            report.begin(section);
            measure(section, repository, folders, report);
        }
        report.end();
        return report.isGood() ? 0 : 1;
    }

    /** Each on a system of its own, which begins empty. */
    private static void measure(Section section, Path repository, Folders folders, Report report) {
        try (var subject = new Subject(repository, folders)) {
            subject.start();
            report.add(section, section.measure(subject));
        } catch (CannotStart | Unsound trouble) {
            report.unsound(section, trouble);
        }
    }

    private Section section(String name) {
        return SECTIONS.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no section is called '" + name + "'; there are "
                                + String.join(
                                        ", ",
                                        SECTIONS.stream().map(Section::name).toList())));
    }
}
