import { familyOf, isOn, isOnByDefault, transportParameter } from "./parameterGroup";

test.each([
  ["postgres16", "postgres", 16],
  ["default.postgres13", "postgres", 13],
  ["aurora-postgresql17", "aurora-postgresql", 17],
  ["aurora-mysql8.0", "aurora-mysql", 8],
  ["mysql8.4", "mysql", 8],
  ["mariadb10.11", "mariadb", 10],
  ["sqlserver-ex-15.0", "sqlserver-ex", 15],
  ["db2-ae-11.5", "db2-ae", undefined],
  ["default.db2-se-11.5", "db2-se", undefined],
])("family %s is %s %s", (name, engine, major) => {
  expect(familyOf(name)).toEqual({ engine, major });
});

test.each([
  ["postgres15", "yes"],
  ["postgres14", "no"],
  ["aurora-postgresql16", "no"],
  ["aurora-postgresql17", "yes"],
  ["mysql8.0", "no"],
  ["sqlserver-ex-15.0", "no"],
  ["postgres", "unknown"],
])("TLS is forced by default in %s: %s", (name, answer) => {
  const family = familyOf(name);
  const parameter = transportParameter(family.engine);
  expect(parameter && isOnByDefault(parameter, family)).toBe(answer);
});

test("engines without such a parameter are left out", () => {
  expect(transportParameter("oracle-ee")).toBeUndefined();
  expect(transportParameter("constructor")).toBeUndefined();
});

test("values are read as RDS reads them", () => {
  const isOnFor = (engine: string) => (value: string) => {
    const parameter = transportParameter(engine);
    return parameter !== undefined && isOn(parameter, value);
  };
  expect(["1", "ON", "on", "true"].every(isOnFor("mysql"))).toBe(true);
  expect(["0", "OFF", "", "2"].some(isOnFor("mysql"))).toBe(false);
  expect(["SSL", "ssl"].every(isOnFor("db2-ae"))).toBe(true);
  expect(["TCPIP", "SSL,TCPIP", "1"].some(isOnFor("db2-ae"))).toBe(false);
});
