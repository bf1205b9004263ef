package io.seltzer.scan;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// TLS with a gateway whose ways are known, for a process that has just started: the usual set-up reads all authorities of
/// the world, and makes a second key on a curve whose first use costs more than the rest of the handshake. Together they
/// take a fifth of a scan's start.
final class ShortHandshake extends SSLEngineOptions {
    private static final String PROTOCOL = "TLSv1.3";
    private static final String KEY_AGREEMENT = "x25519";

    @Override
    public SSLEngineOptions copy() {
        return new ShortHandshake();
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new Factory();
    }

    /// Whom to trust, the client's options say.
    private static final class Factory implements SslContextFactory {
        private TrustManager @Nullable [] trust;

        @Override
        public SslContextFactory trustManagerFactory(TrustManagerFactory factory) {
            trust = factory.getTrustManagers();
            return this;
        }

        @Override
        public SslContext create() throws SSLException {
            if (trust == null) {
                throw new SSLException("Nobody is trusted.");
            }
            try {
                SSLContext context = SSLContext.getInstance(PROTOCOL);
                context.init(null, trust, null);
                return new Context(context);
            } catch (GeneralSecurityException everyPlatformHasIt) {
                throw new SSLException(everyPlatformHasIt);
            }
        }
    }

    private static final class Context extends SslContext {
        private final SSLContext context;

        Context(SSLContext context) {
            this.context = context;
        }

        @Override
        public boolean isClient() {
            return true;
        }

        @Override
        public List<String> cipherSuites() {
            return List.of(context.getDefaultSSLParameters().getCipherSuites());
        }

        @Override
        public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
            return List::of;
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator) {
            return configured(context.createSSLEngine());
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
            return configured(context.createSSLEngine(host, port));
        }

        private static SSLEngine configured(SSLEngine engine) {
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setProtocols(new String[] {PROTOCOL});
            parameters.setNamedGroups(new String[] {KEY_AGREEMENT});
            engine.setSSLParameters(parameters);
            return engine;
        }

        @Override
        public SSLSessionContext sessionContext() {
            return context.getClientSessionContext();
        }
    }
}
