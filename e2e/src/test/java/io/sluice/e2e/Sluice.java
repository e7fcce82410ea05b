package io.sluice.e2e;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sluice.stack.CannotStart;
import io.sluice.stack.Folders;
import io.sluice.stack.Function;
import io.sluice.stack.LocalSystem;
import io.sluice.stack.Server;
import io.sluice.stack.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one system of this JVM's stories: started by the first, ended with the JVM. Its logs stay in {@code
 * target/system-N/log}.
 */
final class Sluice {

    private static final Path FOLDER = Path.of(System.getProperty("sluice.system"));

    /** Systems start one after the other: each sees which ports the others have taken. */
    private static final Path START = FOLDER.resolveSibling("system.lock");

    /** Functions start again and again here, and run for seconds: the second compiler would only be in the way. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private static LocalSystem system;
    private static CannotStart failure;

    private Sluice() {}

    /** Where it did not start, each story says why. */
    static synchronized LocalSystem system() {
        if (failure != null) {
            throw failure;
        }
        if (system == null) {
            system = launch();
        }
        return system;
    }

    private static LocalSystem launch() {
        try (var file = FileChannel.open(START, CREATE, WRITE);
                var _ = file.lock()) {
            return started();
        } catch (CannotStart e) {
            failure = e;
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalSystem started() {
        kill(onFreePorts()); // What a run that was itself killed has left.
        delete(FOLDER);
        var system = onFreePorts();
        for (var function : Function.values()) {
            system.function(function).setJvmArguments(List.of(QUICK));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kill(system);
            delete(FOLDER.resolve("data"));
        }));
        system.start();
        return system;
    }

    private static LocalSystem onFreePorts() {
        return new LocalSystem(
                Path.of(System.getProperty("sluice.repository")), new Folders(FOLDER), Settings.onFreePorts());
    }

    /** Whatever a story took away is back. */
    static void heal() {
        system().phases().forEach(phase -> phase.forEach(Server::start));
    }

    /** Its next life ends as if by kill -9 where {@code place} says: {@code package.Class#method#hit}. */
    static void restartToDieAt(Function function, String place) {
        var process = system().function(function);
        process.stop();
        process.setJvmArguments(List.of(QUICK, "-javaagent:" + System.getProperty("sluice.failpoints") + "=" + place));
        process.start();
        process.setJvmArguments(List.of(QUICK));
    }

    private static void kill(LocalSystem system) {
        system.phases().reversed().forEach(phase -> phase.forEach(Server::kill));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
