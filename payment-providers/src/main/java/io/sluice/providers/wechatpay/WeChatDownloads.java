package io.sluice.providers.wechatpay;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Files at addresses that WeChat Pay tells us. Public because the generated client is. */
@Produces(MediaType.WILDCARD)
@RegisterRestClient
public interface WeChatDownloads {

    @GET
    Uni<Response> get(@Url URI address);
}
