package io.sluice.providers;

/**
 * What a provider is answered to a webhook, in its own form.
 *
 * @param body empty for none
 */
public record Acknowledgement(int status, String mediaType, String body) {}
