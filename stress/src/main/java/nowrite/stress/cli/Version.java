package nowrite.stress.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints: of nowrite and of the JDK that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String own = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "nowrite " + (own == null ? "(not packaged)" : own), "JDK " + Runtime.version()
        };
    }
}
