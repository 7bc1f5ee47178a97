import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** A network and how many bits of an address name it. */
export type AddressRange = readonly [network: Address, bits: number];

/** This machine itself. */
export const loopbackRanges = ["127.0.0.0/8", "::1"] as const;

/**
 * An address, an IPv4 one also where it is written as IPv6; null when the text is none. The forms that only some
 * programs read, such as `10` or `0x7f.1`, are none: two readers would take them for different addresses.
 */
export function parseAddress(text: string): Address | null {
  return isIP(text) === 0 ? null : ipaddr.process(text);
}

/** An address or a CIDR as a range; null when the text is neither. */
export function parseAddressRange(text: string): AddressRange | null {
  const [, network = "", length] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(network);
  if (address === null) return null;
  const most = address.kind() === "ipv4" ? 32 : 128;
  // Of an IPv4 network written as IPv6 the first 96 bits say only that.
  const wider = isIP(network) === 6 && most === 32 ? 96 : 0;
  const bits = length === undefined ? most : Number(length) - wider;
  return bits >= 0 && bits <= most ? [address, bits] : null;
}

/** Whether an address is in one of the ranges. */
export function isInRanges(address: Address, ranges: readonly AddressRange[]): boolean {
  return ranges.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}
