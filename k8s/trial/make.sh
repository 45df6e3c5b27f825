#!/usr/bin/env bash
# Builds Kubernetes' servers from Debian's source, in a Debian of their own, and fetches etcd, the plugins of the network and a name server.
# 1.20 is the newest whose servers that source still has. Needs root, debootstrap, and Debian's packages. What is there already stays.
# usage: make.sh FOLDER
#   DEBIAN_MIRROR=…  another mirror than debootstrap's own
set -euo pipefail
[ $# -eq 1 ] || { sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,5p >&2 && exit 2; }
debian=$1/debian
servers='kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet'
packages=build-essential,ca-certificates,containernetworking-plugins,dnsmasq-base,dpkg-dev,etcd-server,git
packages+=,golang-github-modern-go-reflect2-dev,golang-go,jq,rsync

inside() {
  timeout "$1" chroot "$debian" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "${@:2}"
}

[ ! -x "$debian/opt/kubelet" ] || exit 0
if [ ! -d "$debian/src" ]; then
  echo '== Debian'
  mkdir -p "$1"
  timeout 1800 debootstrap --variant=minbase "--include=$packages" bookworm "$debian" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$1/debian.log"
  mkdir "$debian/src"
fi
[ -e "$debian/proc/self" ] || mount -t proc proc "$debian/proc"
trap 'umount "$debian/proc"' EXIT
if ! compgen -G "$debian/src/kubernetes-1.20*" >/dev/null; then
  echo '== source'
  sed 's/^deb /deb-src /' "$debian/etc/apt/sources.list" >"$debian/etc/apt/sources.list.d/source.list"
  inside 300 apt-get update --quiet >"$1/source.log"
  inside 300 sh -c 'cd /src && apt-get source --quiet kubernetes' >>"$1/source.log"
fi
echo "== $servers"
# Without cloud providers and Docker, and without the counting of the kernel's memory, which Linux has no more since 5.16. Its own copy of reflect2
# is older than Go 1.18 and crashes with it.
# shellcheck disable=SC2016
inside 7200 nice -n 15 sh -euc '
  cd /src/kubernetes-1.20*
  export CGO_ENABLED=0 GO111MODULE=off GOFLAGS=-tags=providerless,dockerless,nokmem
  rm -rf vendor/github.com/modern-go/reflect2
  cp -r /usr/share/gocode/src/github.com/modern-go/reflect2 vendor/github.com/modern-go
  make generated_files
  export GOPATH=$PWD/_output/local/go GOCACHE=$PWD/_output/local/go/cache
  cd "$GOPATH/src/k8s.io/kubernetes"
  flags="-s -w"
  for library in client-go/pkg component-base; do
    version=k8s.io/kubernetes/vendor/k8s.io/$library/version
    flags="$flags -X $version.gitVersion=v1.20.2 -X $version.gitMajor=1 -X $version.gitMinor=20"
  done
  go build -o /opt/ -ldflags "$flags" $(printf "k8s.io/kubernetes/cmd/%s " $1)
  ' build "$servers" >"$1/build.log" 2>&1 || {
  tail -n 20 "$1/build.log" >&2
  exit 1
}
