/** WeChat Pay API v3 for a direct merchant, by Native pay: the buyer scans a code. Signed both ways, its news encrypted. */
package io.sluice.providers.wechatpay;
