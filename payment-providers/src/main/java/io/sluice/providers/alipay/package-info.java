/**
 * Alipay's open platform in key mode: a QR code by {@code alipay.trade.precreate}, requests and answers signed by RSA2, form
 * notifications, and the daily bill.
 */
package io.sluice.providers.alipay;
