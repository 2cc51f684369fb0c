{{- /* Two pods of a service never share a node, and zones share them evenly. Call with the root. */ -}}
{{- define "digit.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "digit.selector" . | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: DoNotSchedule
    labelSelector:
      matchLabels:
        {{- include "digit.selector" . | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
{{- end -}}

{{- /* Requests and limits; memory is asked for in full, so that a node is never promised twice. */ -}}
{{- define "digit.resources" -}}
requests:
  cpu: {{ .cpuRequest }}
  memory: {{ .memory }}
  ephemeral-storage: 64Mi
limits:
  cpu: {{ .cpuLimit | quote }}
  memory: {{ .memory }}
  ephemeral-storage: 1Gi
{{- end -}}

{{- /* Settings in the order of their names: plain values, and keys of the platform's ConfigMap. */ -}}
{{- define "digit.environment" -}}
{{- range $name, $value := .environment }}
- name: {{ $name | quote }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $key := .platform }}
- name: {{ $name | quote }}
  valueFrom:
    configMapKeyRef:
      name: digit-platform
      key: {{ $key }}
{{- end }}
{{- end -}}
