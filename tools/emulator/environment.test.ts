import { emulatorProcessEnvironment, emulatorVariables } from "./environment";

const endpoint = "http://127.0.0.1:4321";

test("a client is led to the emulator and by no shared file elsewhere", () => {
  const variables = emulatorVariables(endpoint);
  expect(variables).toMatchObject({
    AWS_ENDPOINT_URL: endpoint,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
  });
});

test("account host names of S3 Control go through the emulator as proxy, whatever NO_PROXY said", () => {
  const variables = emulatorVariables(endpoint, { NO_PROXY: "*, registry.example.org", no_proxy: "other.example.org" });
  expect(variables.HTTP_PROXY).toBe(endpoint);
  expect(variables.NO_PROXY).toBe("registry.example.org,other.example.org,127.0.0.1,localhost");
  expect(variables).not.toHaveProperty("HTTPS_PROXY");
});

test("nothing of the caller's own AWS access is left", () => {
  const inherited = {
    PATH: "/bin",
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "token",
    AWS_ENDPOINT_URL_S3: "https://s3.ap-south-1.amazonaws.com",
    AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/x",
    UNSET: undefined,
  };
  const environment = emulatorProcessEnvironment(inherited, emulatorVariables(endpoint));
  expect(environment).toEqual({ PATH: "/bin", ...emulatorVariables(endpoint) });
});
