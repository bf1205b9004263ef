{{- define "seltzer.controlPlane" -}}
{{- if .Values.controlPlane.url }}
{{- .Values.controlPlane.url }}
{{- else if .Values.cloud.enabled }}
{{- printf "http://%s.%s.svc:%v" (include "seltzer.cloud" .) .Release.Namespace .Values.cloud.service.port }}
{{- else }}
{{- required "controlPlane.url is missing: say where the control plane is, such as https://seltzer.example.com, or set cloud.enabled to install one." .Values.controlPlane.url }}
{{- end }}
{{- end }}

{{- /* Whether the agent's control plane is the one of this release. */ -}}
{{- define "seltzer.ownCloud" -}}
{{- if and .Values.cloud.enabled (not .Values.controlPlane.url) }}true{{ end }}
{{- end }}

{{- define "seltzer.usesGateway" -}}
{{- if ne .Values.agent.delivery "cloud" }}true{{ end }}
{{- end }}

{{- /* What scan pods carry, for the NetworkPolicies to find them. */ -}}
{{- define "seltzer.scanLabels" -}}
app.kubernetes.io/component: scan
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: seltzer
{{- end }}

{{- /* A label's value for the name of a data source: the name itself where it can be one. */ -}}
{{- define "seltzer.network" -}}
{{- if regexMatch "^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$" . }}
{{- . }}
{{- else }}
{{- sha256sum . | trunc 16 }}
{{- end }}
{{- end }}

{{- /* The settings of every scan pod: what the values say, on top of what concerns agent and scans alike. */ -}}
{{- define "seltzer.everyPod" -}}
{{- $pods := dict }}
{{- with .Values.imagePullSecrets }}
{{- $_ := set $pods "imagePullSecrets" . }}
{{- end }}
{{- with .Values.proxy.url }}
{{- $_ := set $pods "proxy" (dict "url" . "except" $.Values.proxy.except) }}
{{- end }}
{{- with include "seltzer.authorities" . }}
{{- $_ := set $pods "authorities" . }}
{{- end }}
{{- $pods = mergeOverwrite $pods (deepCopy .Values.scans.pods) }}
{{- $labels := mergeOverwrite (deepCopy .Values.commonLabels) (default dict $pods.labels) (include "seltzer.scanLabels" . | fromYaml) }}
{{- toYaml (set $pods "labels" $labels) }}
{{- end }}

{{- /* The settings by data source; those with destinations of their own get the label that their NetworkPolicy selects. */ -}}
{{- define "seltzer.dataSources" -}}
{{- $sources := deepCopy .Values.scans.dataSources }}
{{- if .Values.networkPolicy.enabled }}
{{- range $name, $_ := .Values.networkPolicy.dataSources }}
{{- $source := default dict (get $sources $name) }}
{{- $labels := mergeOverwrite (default dict $source.labels) (dict "network.seltzer.io/data-source" (include "seltzer.network" $name)) }}
{{- $_ := set $sources $name (set $source "labels" $labels) }}
{{- end }}
{{- end }}
{{- toYaml $sources }}
{{- end }}

{{- /* The agent's settings file. */ -}}
{{- define "seltzer.agentSettings" -}}
{{- $agent := .Values.agent }}
{{- $gateway := dict "bind" "127.0.0.1" "port" $agent.gateway.port "tls" true }}
{{- if include "seltzer.usesGateway" . }}
{{- $url := printf "https://%s-gateway.%s.svc:%v" (include "seltzer.agent" .) .Release.Namespace $agent.gateway.port }}
{{- $gateway = dict "bind" "0.0.0.0" "port" $agent.gateway.port "tls" true "url" $url }}
{{- end }}
{{- $selector := printf "app.kubernetes.io/component=agent,app.kubernetes.io/instance=%s,app.kubernetes.io/name=%s" .Release.Name (include "seltzer.name" .) }}
{{- $kubernetes := dict
    "namespace" (include "seltzer.scanNamespace" .)
    "agentPods" $selector
    "image" (include "seltzer.image" (dict "root" . "over" .Values.scans.image))
    "imagePullPolicy" (default .Values.image.pullPolicy .Values.scans.image.pullPolicy)
    "keepFinishedSeconds" .Values.scans.keepFinishedSeconds
    "startMinutes" .Values.scans.startMinutes
    "pods" (include "seltzer.everyPod" . | fromYaml) }}
{{- with .Values.scans.kinds }}
{{- $_ := set $kubernetes "kinds" . }}
{{- end }}
{{- with include "seltzer.dataSources" . | fromYaml }}
{{- $_ := set $kubernetes "dataSources" . }}
{{- end }}
{{- $settings := dict
    "controlPlane" (include "seltzer.controlPlane" .)
    "name" $agent.name
    "capacity" $agent.capacity
    "perDataSource" $agent.perDataSource
    "data" "/var/lib/seltzer"
    "delivery" $agent.delivery
    "gateway" $gateway
    "health" (dict "bind" "0.0.0.0" "port" $agent.health.port)
    "stopScansOnExit" $agent.stopScansOnExit
    "log" $agent.log
    "kubernetes" $kubernetes }}
{{- with .Values.proxy.url }}
{{- $_ := set $settings "proxy" (dict "url" . "except" $.Values.proxy.except) }}
{{- end }}
{{- if include "seltzer.authorities" . }}
{{- $_ := set $settings "authorities" "/etc/seltzer/ca/ca.crt" }}
{{- end }}
{{- toYaml (mergeOverwrite $settings (deepCopy $agent.settings)) }}
{{- end }}
