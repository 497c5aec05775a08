# escape=`
# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/windows/servercore:ltsc2025 AS tools
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Invoke-WebRequest -Uri $env:URL `
    # the archive
    -OutFile C:\tools.zip; `
    Expand-Archive C:\tools.zip
COPY a C:\
FROM `
  tools `
  AS app
COPY --from=tools ["C:\\tools", "C:\\app"]
