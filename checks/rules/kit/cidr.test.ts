import fc from "fast-check";
import { coversWorld, isCidr, isWithin, reachesInternet } from "./cidr";

describe("coversWorld", () => {
  test.each([
    [["0.0.0.0/0"]],
    [["::/0"]],
    [["2000::/3"]],
    [["0.0.0.0/1", "128.0.0.0/1"]],
    [["::/1", "8000::/1"]],
    [["0.0.0.0/1"]],
    [["10.1.2.3/0"]],
    [["8.0.0.0/8"]],
    [["8.0.0.0/9", "8.128.0.0/9"]],
    [["0:0:0:0:0:0:0:0/0"]],
  ])("%j is the world", (cidrs) => {
    expect(coversWorld(cidrs)).toBe(true);
  });

  test.each([
    [["10.0.0.0/8"]],
    [["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]],
    [["203.0.113.0/24"]],
    [["fd00::/8"]],
    [["2001:db8::/32"]],
    [["0.0.0.0/32"]],
    [[]],
    [["not a range"]],
  ])("%j is not", (cidrs) => {
    expect(coversWorld(cidrs)).toBe(false);
  });

  test("splitting a range into its halves changes nothing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 8 }), (octet, prefix) => {
        const size = 2 ** (32 - prefix);
        const base = Math.floor((octet * 2 ** 24) / size) * size;
        const dotted = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
        const whole = [`${dotted(base)}/${prefix}`];
        const halves = [`${dotted(base)}/${prefix + 1}`, `${dotted(base + size / 2)}/${prefix + 1}`];
        return coversWorld(whole) === coversWorld(halves);
      }),
    );
  });
});

test("one public address reaches the internet, a private network does not", () => {
  expect(reachesInternet(["203.0.114.7/32"])).toBe(true);
  expect(reachesInternet(["10.20.0.0/16", "fd12::/16"])).toBe(false);
});

test("isWithin asks for the whole range", () => {
  expect(isWithin("203.0.113.8/30", ["203.0.113.0/24"])).toBe(true);
  expect(isWithin("203.0.113.0/23", ["203.0.113.0/24"])).toBe(false);
  expect(isWithin("10.0.0.0/8", ["10.0.0.0/9", "10.128.0.0/9"])).toBe(true);
});

test("isCidr accepts addresses and ranges and nothing else", () => {
  expect(["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"].every(isCidr)).toBe(true);
  expect(["", "0.0.0.0/33", "pl-1234", "sg-1234"].some(isCidr)).toBe(false);
});
