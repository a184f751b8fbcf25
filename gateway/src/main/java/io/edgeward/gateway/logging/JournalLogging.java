package io.edgeward.gateway.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/** Found by logback as a service, and asked once. */
public final class JournalLogging extends ContextAwareBase implements Configurator {
    /** System property: the level of Edgeward's own words; {@code WARN} keeps a demo quiet. */
    public static final String LEVEL = "edgeward.log";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var layout = new JournalLayout();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName("journal");
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        // It complains about words of our schema that only we read.
        context.getLogger("com.networknt").setLevel(Level.ERROR);
        context.getLogger("io.edgeward")
                .setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
