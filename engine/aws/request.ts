import { type Question, type Service, serviceOf } from "./services";

/** A request before it is signed. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "HEAD";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What goes over the wire for a question. `page` is the mark where the wanted page begins. */
export function requestFor(question: Question, endpoint: string, page?: string): WireRequest {
  const service = serviceOf(question.service);
  const mark = page !== undefined && service.page ? { [service.page]: page } : {};
  const base = endpoint.replace(/\/$/, "");
  if (service.protocol === "json") {
    return {
      method: "POST",
      url: new URL(`${base}/`),
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `${service.target}.${question.operation}`,
      },
      body: JSON.stringify({ ...question.body, ...mark }),
    };
  }
  if (service.protocol === "query" || service.protocol === "ec2") {
    const form = { Action: question.operation, Version: service.version ?? "", ...question.parameters, ...mark };
    return {
      method: "POST",
      url: new URL(`${base}/`),
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
      body: new URLSearchParams(form).toString(),
    };
  }
  return restRequest(question, service, base, mark);
}

function restRequest(
  question: Question,
  service: Service,
  base: string,
  mark: Readonly<Record<string, string>>,
): WireRequest {
  const operation = service.rest?.[question.operation];
  if (operation === undefined) throw new Error(`no path is known for ${question.service} ${question.operation}`);
  const [method, template] = operation;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(question.path?.[name] ?? ""));
  const query = new URLSearchParams({ ...question.parameters, ...mark }).toString();
  return { method, url: new URL(`${base}${path}${query === "" ? "" : `?${query}`}`), headers: {}, body: "" };
}
