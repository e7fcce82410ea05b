package io.sluice.stack.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The methods of Alipay's that are played here. */
record AlipayMethods(Map<String, Function<AlipayCall, AlipayReply>> byName) {

    static AlipayMethods of(
            Book book, Refunds refunds, AlipayDownloads downloads, Duration refundsApart, InstantSource clock) {
        var trades = new AlipayTrades(book, clock);
        return new AlipayMethods(Map.of(
                "alipay.trade.precreate",
                new AlipayCodes(book, clock)::precreate,
                "alipay.trade.query",
                trades::query,
                "alipay.trade.close",
                trades::close,
                "alipay.trade.refund",
                new AlipayRefunds(book, refunds, trades, refundsApart)::refund,
                "alipay.trade.fastpay.refund.query",
                new AlipayRefundQuery(book, trades)::query,
                "alipay.data.dataservice.bill.downloadurl.query",
                downloads::address));
    }

    Optional<Function<AlipayCall, AlipayReply>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
