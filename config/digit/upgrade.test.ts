import { digitCatalogue } from "./catalogue";
import { upgradeBetween } from "./upgrade";

const catalogue = digitCatalogue();

test("shows each changed image with whether it migrates, services that come, and none that stay as they are", () => {
  const changes = upgradeBetween(catalogue, "2.9-core", "2.9-lts");
  const of = (name: string) => changes.find(({ service }) => service === name);
  expect(of("egov-user")).toEqual({
    service: "egov-user",
    from: "v1.2.8-9fde481-19",
    to: "DIGIT-2.9-LTS-c33cfe45ab-19",
    migrates: true,
  });
  expect(of("user-otp")).toMatchObject({ migrates: false });
  expect(of("gateway")).toMatchObject({ from: undefined, to: "gateway-2.9.2-a916a090e6-40" });
  // Its tag comes from the list of 2.8 in both.
  expect(of("egov-pdf")).toBeUndefined();
  expect(upgradeBetween(catalogue, "2.9-lts", "2.9-lts")).toEqual([]);
});

test("a release that is unknown is refused", () => {
  expect(() => upgradeBetween(catalogue, "2.9-lts", "3.0")).toThrow(/no release 3\.0/);
});
