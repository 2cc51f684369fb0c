{{- /* How a probe asks: the health path, or the port where none is stated. Call with path and port name. */ -}}
{{- define "digit.probe" -}}
{{- if .path }}
httpGet:
  path: {{ .path }}
  port: http
{{- else }}
tcpSocket:
  port: http
{{- end }}
{{- end -}}

{{- /* Start-up first, so that neither of the others meets a process that still starts. Call with path, startSeconds. */ -}}
{{- define "digit.probes" -}}
startupProbe:
  {{- include "digit.probe" . | trim | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: {{ div (add .startSeconds 9) 10 }}
readinessProbe:
  {{- include "digit.probe" . | trim | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
livenessProbe:
  {{- include "digit.probe" . | trim | nindent 2 }}
  periodSeconds: 20
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}
