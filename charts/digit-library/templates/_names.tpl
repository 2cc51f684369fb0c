{{- /* Labels that never change, so that a selector always fits. */ -}}
{{- define "digit.selector" -}}
app.kubernetes.io/name: {{ .Release.Name }}
app.kubernetes.io/part-of: digit
{{- end -}}

{{- /* Labels of every object; call with the root. */ -}}
{{- define "digit.labels" -}}
{{ include "digit.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- /* One image: by digest where it is known. Call with repository, tag, digest. */ -}}
{{- define "digit.image" -}}
{{ .repository }}:{{ .tag }}{{ with .digest }}@{{ . }}{{ end }}
{{- end -}}

{{- /* What a digest fixes may come from the node; a tag can be moved, so it is asked for at each start. */ -}}
{{- define "digit.pullPolicy" -}}
{{ if .digest }}IfNotPresent{{ else }}Always{{ end }}
{{- end -}}
