FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish -c Release -o /out

FROM mcr.microsoft.com/dotnet/aspnet:9.0 AS final
WORKDIR /app
ENV DOTNET_ENVIRONMENT=Production
EXPOSE 80/tcp
COPY --from=build /out .
ENTRYPOINT ["dotnet", "App.dll"]
