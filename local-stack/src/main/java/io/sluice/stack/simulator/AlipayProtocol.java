package io.sluice.stack.simulator;

import java.time.InstantSource;
import java.util.Optional;

/** Alipay's side of the wire: its gateway, its bills' addresses, its notifications. */
final class AlipayProtocol implements Protocol {

    private final AlipayGateway gateway;
    private final AlipayDownloads downloads;
    private final AlipayNews news;

    private AlipayProtocol(AlipayGateway gateway, AlipayDownloads downloads, AlipayNews news) {
        this.gateway = gateway;
        this.downloads = downloads;
        this.news = news;
    }

    static AlipayProtocol of(SimulatorConfig config, Book book, Refunds refunds) {
        var clock = InstantSource.system();
        var platform = config.accounts().privateKey(MerchantAccounts.Signer.ALIPAY_PLATFORM);
        var application = config.accounts().publicKey(MerchantAccounts.Signer.ALIPAY_MERCHANT);
        var links = new AlipayLinks(config.pace().alipayBillAddress(), clock);
        var downloads = new AlipayDownloads(new AlipayBills(book, clock), links);
        var methods = AlipayMethods.of(book, refunds, downloads, config.pace().alipayRefundsApart(), clock);
        var gateway = new AlipayGateway(new AlipayGate(application, clock), methods, new AlipayEnvelope(platform));
        return new AlipayProtocol(gateway, downloads, new AlipayNews(book, platform));
    }

    @Override
    public String provider() {
        return AlipayTrades.PROVIDER;
    }

    @Override
    public boolean speaks(Request request) {
        return request.path().equals("/gateway.do") || request.path().startsWith(AlipayDownloads.ROOT);
    }

    @Override
    public Answer answer(Request request) {
        return request.path().startsWith(AlipayDownloads.ROOT) ? downloads.file(request) : gateway.answer(request);
    }

    @Override
    public Answer trouble(Request request) {
        return request.path().startsWith(AlipayDownloads.ROOT) ? Answer.empty(500) : gateway.trouble(request);
    }

    /** Its notifications have no currency. */
    @Override
    public boolean takes(Amount amount) {
        return amount.currency().equals(Yuan.CURRENCY);
    }

    @Override
    public Optional<Notice> noticeOf(Payment payment) {
        return news.of(payment);
    }

    @Override
    public Optional<Notice> noticeOf(Refund refund) {
        return news.of(refund);
    }
}
