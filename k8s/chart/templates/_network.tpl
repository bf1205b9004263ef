{{- /* Egress rules of destinations: {cidrs, to, ports}, each optional. Argument: the list. */ -}}
{{- define "seltzer.destinations" -}}
{{- range . }}
{{- $peers := default list .to }}
{{- range .cidrs }}
{{- $peers = append $peers (dict "ipBlock" (dict "cidr" .)) }}
{{- end }}
{{- $ports := list }}
{{- range .ports }}
{{- $ports = append $ports (dict "protocol" "TCP" "port" .) }}
{{- end }}
{{- $rule := dict }}
{{- if $peers }}
{{- $_ := set $rule "to" $peers }}
{{- end }}
{{- if $ports }}
{{- $_ := set $rule "ports" $ports }}
{{- end }}
{{ list $rule | toYaml }}
{{- end }}
{{- end }}

{{- define "seltzer.dns" -}}
{{- $ports := list }}
{{- range .Values.networkPolicy.dns.ports }}
{{- $ports = append $ports (dict "protocol" "UDP" "port" .) }}
{{- $ports = append $ports (dict "protocol" "TCP" "port" .) }}
{{- end }}
{{- list (dict "to" .Values.networkPolicy.dns.to "ports" $ports) | toYaml }}
{{- end }}

{{- /* The way to the control plane: pods of this release, or what the values say. */ -}}
{{- define "seltzer.toControlPlane" -}}
{{- if include "seltzer.ownCloud" . }}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .Release.Namespace }}
      podSelector:
        matchLabels:
          {{- include "seltzer.selector" (dict "root" . "component" "cloud") | nindent 10 }}
  ports:
    - protocol: TCP
      port: 8080
{{- else }}
{{- include "seltzer.destinations" .Values.networkPolicy.controlPlane }}
{{- end }}
{{- end }}

{{- define "seltzer.toProxy" -}}
{{- if .Values.networkPolicy.proxy }}
{{- include "seltzer.destinations" .Values.networkPolicy.proxy }}
{{- else if .Values.proxy.url }}
{{- $port := regexFind ":[0-9]+/?$" .Values.proxy.url | trimPrefix ":" | trimSuffix "/" }}
{{- include "seltzer.destinations" (list (dict "ports" (list (int (default "80" $port))))) }}
{{- end }}
{{- end }}
