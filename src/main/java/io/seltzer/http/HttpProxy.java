package io.seltzer.http;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;

/// A proxy as its address says it, log-in and all.
public final class HttpProxy {
    private static final int DEFAULT_PORT = 80;

    private HttpProxy() {}

    public static ProxyOptions options(URI address) {
        ProxyOptions options = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? DEFAULT_PORT : address.getPort());
        if (address.getUserInfo() != null) {
            String[] login = address.getUserInfo().split(":", 2);
            options.setUsername(login[0]).setPassword(login.length == 2 ? login[1] : "");
        }
        return options;
    }
}
