{{- /* Names are asked of the cluster's own resolver and of nobody else. */ -}}
{{- define "digit.egressToNames" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
{{- end -}}

{{- /* Stores outside the cluster, each by its ranges and its one port. Call with the list. */ -}}
{{- define "digit.egressToRanges" -}}
{{- range . }}
- to:
    {{- range .ranges }}
    - ipBlock:
        cidr: {{ . }}
    {{- end }}
  ports:
    - { protocol: TCP, port: {{ .port }} }
{{- end }}
{{- end -}}
