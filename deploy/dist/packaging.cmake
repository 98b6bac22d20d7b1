# What is installed, and the Debian package that CPack makes of it.
install(FILES README.md DESTINATION share/doc/latest-news)
install(FILES LICENSE DESTINATION share/doc/latest-news RENAME copyright)
if(LATEST_NEWS_STATIC)
  # deploy/dist/pack writes these three.
  install(FILES ${PROJECT_BINARY_DIR}/LICENSES-OF-PARTS ${PROJECT_BINARY_DIR}/latest-news.spdx.json
    ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION share/doc/latest-news)
  install(FILES deploy/dist/debian/lintian-overrides DESTINATION share/lintian/overrides RENAME latest-news)
else()
  install(FILES CHANGELOG.md DESTINATION share/doc/latest-news)
endif()
install(FILES ${PROJECT_BINARY_DIR}/manual/man/latest-news.1.gz DESTINATION share/man/man1)
install(FILES ${PROJECT_BINARY_DIR}/manual/conf/latest-news.conf.5.gz DESTINATION share/man/man5)
install(FILES ${PROJECT_BINARY_DIR}/manual/bash/latest-news DESTINATION share/bash-completion/completions)
install(FILES ${PROJECT_BINARY_DIR}/manual/zsh/_latest-news DESTINATION share/zsh/vendor-completions)
install(FILES ${PROJECT_BINARY_DIR}/manual/fish/latest-news.fish DESTINATION share/fish/vendor_completions.d)
install(FILES deploy/systemd/latest-news.service deploy/systemd/latest-news.socket DESTINATION lib/systemd/system)
install(FILES deploy/systemd/latest-news.sysusers DESTINATION lib/sysusers.d RENAME latest-news.conf)
install(FILES deploy/systemd/latest-news.conf DESTINATION /etc)

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CONTACT "The Latest News developers <latest-news@latest-news.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "server for an organisation's news on its partners' pages")
set(CPACK_PACKAGE_DESCRIPTION "An organisation keeps one file, or its website's feed. Partners show the
news on their pages with one line: a script, an element, a frame, a
server-side include or a feed. The server sets no cookies and needs no
database.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS passwd)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${PROJECT_SOURCE_DIR}/deploy/dist/debian/postinst ${PROJECT_SOURCE_DIR}/deploy/dist/debian/prerm
  ${PROJECT_SOURCE_DIR}/deploy/dist/debian/postrm ${PROJECT_SOURCE_DIR}/deploy/dist/debian/conffiles)
include(CPack)
